// Package control is the language between the worker and gavel-init, the first
// process of a cell: one SOCK_SEQPACKET Unix connection, one JSON message a
// packet, descriptors beside it (SCM_RIGHTS).
//
//	worker                          gavel-init
//	  Setup{filter, ids}      ──►                      starts the warm process, if there is one
//	                          ◄──   Ready{}
//	  Put{path, mode} +1 fd   ──►                      a file of the program
//	                          ◄──   Ready{}            after the last of several
//	  Cool{}                  ──►                      the warm process is to go
//	                          ◄──   Ready{}
//	  Run{argv, …}    +3 fds  ──►                      stdin, stdout, stderr; a fourth is descriptor 3
//	  Kill{}                  ──►                      at any time while it runs
//	                          ◄──   Ended{…}           no process of it is left
//	                          ◄──   Swept{…}           nor a scratch file; not sent where there was none
//	  Collect{path}           ──►
//	                          ◄──   File{path} +1 fd   for each file
//	                          ◄──   Collected{}
//
// A sandbox of gVisor's lets no descriptor out: there each is sent before its message,
// as the file's content, in messages Part{}.
//
// Whatever gavel-init cannot do it answers with Failed and the step, once: it
// reads on without answering, and the cell is only good for destruction. A closed connection ends gavel-init, and with
// it every process of the cell.
package control
