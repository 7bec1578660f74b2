"""What a power cut would leave of a folder: only what was synced, by the journal that the shim wrote."""
import os
import shutil

FOLDER, FILE = True, False


class Disk:
    """Follows a tree that is wholly on the disk at first. An inode's number is used again, so each has a generation as well."""

    def __init__(self, root):
        self.root = root
        self.adopt()

    def adopt(self):
        self.generation, self.files, self.folders = {}, {}, {}
        entries, contents = self.current()
        self.folders.update(entries)
        self.files.update(contents)

    def key(self, inode):
        return inode, self.generation.get(inode, 0)

    def current(self):
        """(folder: {name: (key, is folder)}, file: bytes) as the system shows them now."""
        folders, files = {}, {}
        for path, names, plain in os.walk(self.root):
            here = folders[self.key(os.stat(path).st_ino)] = {}
            for name in names:
                here[name] = (self.key(os.lstat(f"{path}/{name}").st_ino), FOLDER)
            for name in plain:
                key = self.key(os.lstat(f"{path}/{name}").st_ino)
                here[name] = (key, FILE)
                with open(f"{path}/{name}", "rb") as file:
                    files[key] = file.read()
        return folders, files

    def follow(self, events):
        for event in events:
            if event[0] == "made":
                inode = int(event[1])
                self.generation[inode] = self.generation.get(inode, 0) + 1
            elif event[0] == "synced":
                key = self.key(int(event[2]))
                with open(event[3], "rb") as file:
                    held = file.read()
                if event[1] == "file":
                    self.files[key] = held
                else:
                    rows = [line.split("\t", 2) for line in held.decode().splitlines()]
                    self.folders[key] = {name: (self.key(int(inode)), is_folder == "1") for inode, is_folder, name in rows}

    def cut(self, chance=None):
        """Cuts the power: nothing that was not synced is left, or, with `chance`, any part of it."""
        folders, files = self.current()
        made = self.root + ".after"

        def content(key):
            synced = self.files.get(key, b"")
            seen = files.get(key, synced)
            if chance is None or seen == synced:
                return synced
            return chance.choice([synced, seen, seen[: chance.randrange(len(seen) + 1)], bytes(len(seen))])

        def build(path, key):
            os.mkdir(path, 0o700)
            synced, seen = self.folders.get(key, {}), folders.get(key, {})
            for name in sorted(set(synced) | set(seen)):
                entry = synced.get(name) if chance is None or chance.random() < 0.5 else seen.get(name)
                if entry is None:
                    continue
                if entry[1] is FOLDER:
                    build(f"{path}/{name}", entry[0])
                else:
                    descriptor = os.open(f"{path}/{name}", os.O_WRONLY | os.O_CREAT, 0o600)
                    with os.fdopen(descriptor, "wb") as file:
                        file.write(content(entry[0]))

        build(made, self.key(os.stat(self.root).st_ino))
        shutil.rmtree(self.root)
        os.rename(made, self.root)
        self.adopt()
