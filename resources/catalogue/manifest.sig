{"key_id":"a9bd509cd19d72d0","signature":"jE4mwPLtmvBecRXKc/+1PR83hh6JJhrwKdnwoECp+eKehltZMvy+LiYQA4X737K4UnzK8f3IYLvCOsxlqLeMCw=="}
