"""Decision tables (beslistabellen): read, checked, compiled to rules, and written as YAML, ``.xlsx`` or ``.csv``."""
