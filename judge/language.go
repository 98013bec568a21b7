package judge

// Language is what a client may know of one language: an item of GET /languages.
type Language struct {
	ID            string   `json:"id"`
	Name          string   `json:"name"`
	Version       string   `json:"version"` // of the compiler or interpreter in the image
	SourceFile    string   `json:"source_file"`
	Compile       []string `json:"compile"`        // the compiler's argv; empty where nothing is compiled
	Run           []string `json:"run"`            // the program's argv
	CompilerFlags []string `json:"compiler_flags"` // what compiler_flags may hold: flags, or patterns in regular-expression syntax
	Defaults      Limits   `json:"default_limits"`
	Maxima        Limits   `json:"maximum_limits"`
	Images        Images   `json:"images"`
}

// Images are the digests of a language's images.
type Images struct {
	Build string `json:"build"`
	Run   string `json:"run"`
}
