package platform

// WithBareCodes adds a row for each code that has none without a text: what the
// first row of the code means.
func WithBareCodes(list []Status) []Status {
	bare := map[int]bool{0: true}
	for _, s := range list {
		bare[s.Code] = bare[s.Code] || s.Text == ""
	}
	for _, s := range list {
		if !bare[s.Code] {
			s.Text, bare[s.Code] = "", true
			list = append(list, s)
		}
	}
	return list
}
