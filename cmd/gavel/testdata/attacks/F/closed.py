# group: F
# attack: closes its descriptors and goes on
# layer: worker
# want: accepted | runtime_error exit:120
import os

os.closerange(0, 256)
