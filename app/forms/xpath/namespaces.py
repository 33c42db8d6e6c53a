"""The namespace prefixes that expressions may use; ElementTree forgets those of the document itself."""

NAMESPACES = {
    "jr": "http://openrosa.org/javarosa",
    "orx": "http://openrosa.org/xforms",
    "odk": "http://www.opendatakit.org/xforms",
    "entities": "http://www.opendatakit.org/xforms/entities",
    "enk": "http://enketo.org/xforms",
    "h": "http://www.w3.org/1999/xhtml",
    "xhtml": "http://www.w3.org/1999/xhtml",
    "OpenClinica": "http://openclinica.com/odm",
}

PREFIXES = {uri: prefix for prefix, uri in NAMESPACES.items()} | {"http://www.w3.org/XML/1998/namespace": "xml"}
