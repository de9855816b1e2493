package keys

import "strings"

// take turns a whole DER text into the final answer.
func (r *reader) take(s structure, der []byte) Answer {
	f, fault := parse(s, der)
	if fault != nil {
		return *fault
	}
	return r.takeKey(f, r.form(s))
}

// takeKey makes the answer for a key that was read: everything noted on the way,
// and whether it is of use.
func (r *reader) takeKey(f found, form string) Answer {
	if m, fault := r.opts.Want.judge(f.key); fault != nil {
		return *fault
	} else if m != nil {
		f.remarks = append(f.remarks, *m)
	}
	if m, ok := published(f.key); ok {
		f.remarks = append([]remark{m}, f.remarks...)
	}
	a := Answer{Verdict: Accept, Kind: f.key.Kind(), Bits: f.key.Bits(), Private: f.key.Private(), Key: f.key, Form: form, Choices: f.choices}
	// A warning about the key comes before what was done to its text.
	var said []string
	for _, m := range append(f.remarks, r.remarks...) {
		a.Codes = append(a.Codes, m.code)
		if m.warning != "" {
			said = append(said, m.warning)
		}
		if m.repair != "" {
			a.Repairs = append(a.Repairs, m.repair)
		}
	}
	if len(a.Codes) == 0 {
		return a
	}
	if len(a.Repairs) > 0 {
		said = append(said, "Put right while reading: "+strings.Join(a.Repairs, ", ")+".")
	}
	a.Verdict, a.Code, a.Message = AcceptWarn, a.Codes[0], strings.Join(said, " ")
	return a
}

// form words how the key was written, for "Read from ...".
func (r *reader) form(s structure) string {
	shape := r.shape
	if shape == "" {
		shape = "PEM"
		if !s.private() {
			shape = "public PEM"
		}
	}
	if len(r.wraps) > 0 {
		return strings.Join(r.wraps, " of ") + " of " + shape
	}
	switch s {
	case pkcs1Public:
		return shape + ", PKCS#1"
	case pkcs8Private, pkcs1Private, sec1Private:
		if shape == "PEM" || shape == "DER" {
			return shape + ", " + string(s)
		}
	}
	return shape
}
