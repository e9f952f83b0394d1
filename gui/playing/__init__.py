"""The bar on top and all that plays or records: transport, ports, the letters as an instrument."""
