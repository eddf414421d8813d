"""The centre: sealed segments in, records and a feed out, over HTTP. Never imports the laptop's pier."""
