raise ValueError("ü \udc80 \u2028")
