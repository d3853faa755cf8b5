"""What Meta's three channels (Facebook, Instagram, WhatsApp) share. It is no channel: the registry does not know it."""
