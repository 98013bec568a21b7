# missed: an attribute's name computed at run time
import os
getattr(os, "".join(["po", "pen"]))("id")
