"""Words find items through the database's full-text index; filters and counts are sets of bits held in memory."""
