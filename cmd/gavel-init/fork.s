// This file lets fork.go declare functions without bodies.
