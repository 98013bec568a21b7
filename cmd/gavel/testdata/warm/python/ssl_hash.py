import hashlib, ssl, sqlite3
print(hashlib.new("sha3_256", b"x").hexdigest(), ssl.OPENSSL_VERSION_INFO[0], sqlite3.connect(":memory:").execute("select 6*7").fetchone())
