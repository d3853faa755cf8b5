"""E-mail: letters fetched by IMAP, answers sent by SMTP. What was tested against what: docs/channels.md."""
