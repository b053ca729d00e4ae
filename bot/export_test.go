package bot

// RouteNames lists the table of routes, in order.
func RouteNames() []string {
	var out []string
	for _, r := range routes(&Bot{}) {
		out = append(out, r.name)
	}
	return out
}
