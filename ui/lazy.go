package ui

// lazy is a screen's view that is built when it is first asked for: what is not looked at
// costs the first picture nothing.
type lazy[V interface{ Presenter() P }, P any] struct {
	build func() V
	view  V
	built bool
}

// View is the view.
func (l *lazy[V, P]) View() V {
	if !l.built {
		l.view = l.build()
		l.built = true
	}
	return l.view
}

// Presenter is the view's presenter.
func (l *lazy[V, P]) Presenter() P { return l.View().Presenter() }

// tell does something with the presenter where there is one. One that is built later asks for
// what it has to know.
func (l *lazy[V, P]) tell(f func(P)) {
	if l.built {
		f(l.view.Presenter())
	}
}
