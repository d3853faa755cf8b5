"""The register of Safer Internet Day at the desk: read, publish, erase."""
