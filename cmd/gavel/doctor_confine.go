package main

import "gavel/apparmor"

// confinement says what guards files besides the mounts.
func (h host) confinement(wanted apparmor.Mode, status apparmor.Status, err error) []check {
	profiles, rules := apparmorCheck(wanted, status, err), h.landlock()
	return []check{profiles, rules, fileRules(err == nil && confines(wanted, status), h.abi > 0)}
}

// fileRules says which of the two is in force in cells; both, where both can be.
func fileRules(profiles, landlock bool) check {
	const name = "file rules"
	switch {
	case profiles && landlock:
		return ok(name, "AppArmor and Landlock")
	case profiles:
		return ok(name, "AppArmor")
	case landlock:
		return ok(name, "Landlock")
	}
	return warn(name, "boot with apparmor or landlock among lsm=…", "neither AppArmor nor Landlock: the mounts, the ids and the filter hold alone")
}

func apparmorCheck(wanted apparmor.Mode, status apparmor.Status, err error) check {
	const name, boot, install = "AppArmor", "boot with apparmor=1 security=apparmor", "apt-get install apparmor"
	grade := warn
	if wanted == apparmor.Require {
		grade = bad
	}
	switch {
	case err != nil:
		return grade(name, "run it as root, with securityfs mounted", "%v", err)
	case status.Enabled && wanted == apparmor.Off:
		return warn(name, `set apparmor = "auto"`, "enabled, and switched off by configuration")
	case status.Ready():
		return ok(name, "enforced: %v", status.Enforced)
	case status.Enabled && status.Parser != "":
		return ok(name, "enabled; the profiles are loaded when gavel starts")
	case status.Enabled:
		return grade(name, install, "enabled, but there is no apparmor_parser to load profiles with")
	}
	return grade(name, boot, "not enabled")
}

// warmCells says which interpreters start before a cell is claimed.
func warmCells(setting string) check {
	const name = "warm cells"
	if setting == "off" {
		return warn(name, `set warm = "auto"`, "switched off by configuration: every test starts its interpreter anew")
	}
	return ok(name, "interpreters start before a cell is claimed")
}

func (h host) landlock() check {
	if h.abi > 0 {
		return ok("Landlock", "version %d of its interface", h.abi)
	}
	return warn("Landlock", "boot with landlock among lsm=…", "not enabled")
}
