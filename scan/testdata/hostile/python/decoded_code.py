# missed: code that is a string only at run time
import base64
exec(base64.b64decode("aW1wb3J0IGN0eXBlcw=="))
