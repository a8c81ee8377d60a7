"""How schemathesis sends lines of JSON: the text that it made up, or in its place what is no text."""
import json

import schemathesis


@schemathesis.serializer("application/x-ndjson")
def lines(_context, made):
    if isinstance(made, bytes):
        return made
    return (made if isinstance(made, str) else json.dumps(made)).encode()
