// Package rootfs owns the images of the languages: it builds them from Debian
// packages, pulls them from a registry, verifies them, and keeps them unpacked.
// It does not mount them, and it does not know what is in a language: a Recipe
// says that.
//
// # How it works
//
// A Store is a directory (drawn at its type). Build goes through these steps, in
// a work directory that nothing else looks at:
//
//	extract    mmdebstrap fetches the recipe's packages and what they depend on,
//	           and unpacks them; none of their scripts is run
//	furnish    the skeleton, the recipe's files and links are added; one owner,
//	           one time, plain modes; then the recipe's commands run inside
//	trim       what is not kept goes, what is dropped goes; no link may lead nowhere
//	examine    the recipe's checks run in what is left; the version is asked for
//	seal       the tree is packed into one layer; manifest and configuration are
//	           written; the layer is unpacked, recorded, and all of it published
//
// Pull has two steps: the layers are extracted one over the other as strangers'
// data, then sealed in the same way. So every image of a store has one layer, and
// the two forms of it, the layer (for containerd's content store) and the unpacked
// tree (for everybody else), have the same files.
//
// Publishing moves the blobs, then the tree, to names made from their digests,
// and last replaces index.json, which alone says what is an image. A process that
// dies on the way leaves a work directory, which the next build sweeps, or blobs
// and trees that no name means.
//
// # What every image has
//
// Empty directories /box, /dev, /proc and /tmp (mode 1777), and /run/gavel with
// the empty files init and socket: real files and directories to mount on.
// /etc/passwd and /etc/group with root and program (uid and gid 1000, home /tmp),
// /etc/nsswitch.conf. Everything belongs to root and is writable for nobody else;
// nothing has a setuid or setgid bit, a file capability or another extended
// attribute; there are no devices, pipes and sockets.
//
// # Reproducible
//
// The same recipe and the same package versions give the same manifest digest:
// names are sorted, times are one constant, owners are root, the layer is not
// compressed (a compressor's next version would write other bytes), the
// environment of commands and the layout of their memory are fixed, and what
// package managers leave behind is dropped. A recipe's commands must do their part.
// LabelPackages says which versions were used. Debian's archive moves on: to build an
// older state, give Options.Sources that name a snapshot.
//
// # Checked
//
// Get, Build and Pull check what can be checked in milliseconds: the hashes of
// manifest and configuration, the size of the layer, and what lstat says of every
// unpacked file, times of change included. Verify reads and compares every byte,
// and so do the others where lstat gives a reason.
//
// # Caveats
//
//   - Building and pulling need root: the files are root's.
//   - Who can write into the store as root can also write a matching record. The
//     checks find accidents, half-made copies and careless hands, not intruders.
//   - Pulled images are flattened, so their digest here is not the registry's;
//     LabelSource has that one. Their files keep their times, which byte-compiled
//     modules and class data archives are checked against.
//   - Replaced images stay on disk, unnamed: a running cell may have them mounted.
//     Prune removes them while no cell runs.
//   - The bounds of what an image may unpack to are 8 GiB and 500,000 entries.
package rootfs
