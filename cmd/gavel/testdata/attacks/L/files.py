# group: L
# attack: none: temporary files, copies, directories, archives
# layer: passes
# want: accepted
# limits: cpu_ms=4000
# expected: data data True
import os
import pathlib
import shutil
import tempfile
import zipfile

with tempfile.TemporaryDirectory() as folder:
    first = pathlib.Path(folder, "first")
    first.write_text("data")
    shutil.copy2(first, folder + "/second")
    os.replace(folder + "/second", folder + "/third")
    with zipfile.ZipFile(folder + "/all.zip", "w") as archive:
        archive.write(first, "first")
    with zipfile.ZipFile(folder + "/all.zip") as archive, tempfile.NamedTemporaryFile() as named:
        named.write(archive.read("first"))
        named.flush()
        print(pathlib.Path(folder, "third").read_text(), pathlib.Path(named.name).read_text(), os.path.isdir(folder))
