# want: runtime_error uncaught:ModuleNotFoundError
import numpy
