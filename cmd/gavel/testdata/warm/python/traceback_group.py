raise ExceptionGroup("several", [ValueError(1), TypeError("two"), ExceptionGroup("inner", [OSError(2, "no")])])
