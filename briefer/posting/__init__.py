"""Messages out: mail by SMTP."""
