"""Partners: platforms, providers, schools' systems and other helplines hand reports in by /api/v1/ and follow them."""
