"""The question what is meant when required papers are not there."""
