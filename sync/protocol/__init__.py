"""The wire: envelopes, sealing, segments and the messages of the conversation. Bytes in, bytes out."""
