package export

import (
	"encoding/json"
	"flag"
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"trousse/internal/journal"
)

var update = flag.Bool("update", false, "write schema.json and the files of testdata anew")

// source is what the package of the records says of itself: the comments of fields, and the values that choices have.
type source struct {
	fields  map[string]string   // Type.Field → comment
	types   map[string]string   // Type → first sentence
	choices map[string][]string // named string type → its constants
}

func readSource(t *testing.T) source {
	t.Helper()
	s := source{map[string]string{}, map[string]string{}, map[string][]string{}}
	files, err := filepath.Glob("../../journal/*.go")
	if err != nil {
		t.Fatal(err)
	}
	set := token.NewFileSet()
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(set, name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			if g, ok := d.(*ast.GenDecl); ok {
				s.read(g)
			}
		}
	}
	return s
}

func (s *source) read(g *ast.GenDecl) {
	for _, spec := range g.Specs {
		switch v := spec.(type) {
		case *ast.ValueSpec:
			named, ok := v.Type.(*ast.Ident)
			if !ok || g.Tok != token.CONST || len(v.Values) != 1 {
				continue
			}
			if lit, ok := v.Values[0].(*ast.BasicLit); ok && lit.Kind == token.STRING {
				value, _ := strconv.Unquote(lit.Value)
				s.choices[named.Name] = append(s.choices[named.Name], value)
			}
		case *ast.TypeSpec:
			s.types[v.Name.Name] = new(doc.Package).Synopsis(g.Doc.Text())
			fields, ok := v.Type.(*ast.StructType)
			if !ok {
				continue
			}
			for _, f := range fields.Fields.List {
				for _, n := range f.Names {
					s.fields[v.Name.Name+"."+n.Name] = strings.Join(strings.Fields(f.Doc.Text()+" "+f.Comment.Text()), " ")
				}
			}
		}
	}
}

// node is a piece of JSON Schema (2020-12), as far as it is used here.
type node struct {
	Schema      string           `json:"$schema,omitempty"`
	Title       string           `json:"title,omitempty"`
	Description string           `json:"description,omitempty"`
	Ref         string           `json:"$ref,omitempty"`
	Type        string           `json:"type,omitempty"`
	Const       any              `json:"const,omitempty"`
	Enum        []string         `json:"enum,omitempty"`
	Format      string           `json:"format,omitempty"`
	Pattern     string           `json:"pattern,omitempty"`
	Properties  map[string]*node `json:"properties,omitempty"`
	Required    []string         `json:"required,omitempty"`
	Items       *node            `json:"items,omitempty"`
	Values      any              `json:"additionalProperties,omitempty"` // false, or the node of all values
	OneOf       []*node          `json:"oneOf,omitempty"`
	Defs        map[string]*node `json:"$defs,omitempty"`
}

// records are all the types of records, in the order of [journal.Kinds].
func records(t *testing.T) (all []reflect.Type) {
	t.Helper()
	for _, k := range journal.Kinds {
		rec, err := journal.Revision{Ref: journal.Ref{ID: "x"}, Kind: k, Schema: journal.Schema, Body: []byte(`{"id":"x"}`)}.Record()
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, reflect.TypeOf(rec))
	}
	return all
}

// schema is what schema.json has to say.
func schema(t *testing.T) *node {
	s, defs := readSource(t), map[string]*node{}
	one := &node{Description: "One record, by its kind.", OneOf: nil}
	for _, typ := range records(t) {
		kind := string(reflect.Zero(typ).Interface().(journal.Record).Kind())
		one.OneOf = append(one.OneOf, &node{
			Type: "object",
			Properties: map[string]*node{
				"kind":     {Const: kind},
				"revision": {Type: "integer", Description: "How often the record was written: a higher number is newer."},
				"changed":  {Type: "string", Format: "date-time", Description: "When it was written last."},
				"author":   {Type: "string", Description: "Who wrote it last, where several share the kit."},
				"record":   s.node(typ, defs),
			},
			Required: []string{"changed", "kind", "record", "revision"}, Values: false,
		})
	}
	return &node{
		Schema: "https://json-schema.org/draft/2020-12/schema",
		Title:  "What leaves Trousse as JSON",
		Description: "Everything that the kit holds today, each record once, as it stands. Days are where the user is; moments carry their zone. Records name each other by id. " +
			"How others are (check_in, and checklist_run of the list pulse) is not in it. Pictures and history are in backups.",
		Type: "object",
		Properties: map[string]*node{
			"format": {Const: "trousse-export"}, "version": {Const: Version},
			"made":    {Type: "string", Format: "date-time"},
			"records": {Type: "array", Items: one},
		},
		Required: []string{"format", "made", "records", "version"}, Values: false, Defs: defs,
	}
}

// node is the schema of a type; structures are defined once.
func (s *source) node(typ reflect.Type, defs map[string]*node) *node {
	name := typ.Name()
	switch {
	case typ == reflect.TypeFor[time.Time]():
		return &node{Type: "string", Format: "date-time"}
	case typ == reflect.TypeFor[journal.Day]():
		return &node{Type: "string", Format: "date", Pattern: `^(|\d{4}-\d{2}-\d{2})$`}
	case typ.Kind() == reflect.Pointer:
		return s.node(typ.Elem(), defs)
	case typ.Kind() == reflect.Slice:
		return &node{Type: "array", Items: s.node(typ.Elem(), defs)}
	case typ.Kind() == reflect.Map:
		return &node{Type: "object", Values: s.node(typ.Elem(), defs)}
	case typ.Kind() == reflect.String:
		return &node{Type: "string", Enum: s.choices[name]}
	case typ.Kind() == reflect.Bool:
		return &node{Type: "boolean"}
	case typ.Kind() == reflect.Float64:
		return &node{Type: "number"}
	case typ.Kind() == reflect.Int:
		return &node{Type: "integer"}
	}
	ref := &node{Ref: "#/$defs/" + name}
	if defs[name] != nil {
		return ref
	}
	n := &node{Type: "object", Description: s.types[name], Properties: map[string]*node{}, Values: false}
	defs[name] = n
	for i := range typ.NumField() {
		f := typ.Field(i)
		tag, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		field := *s.node(f.Type, defs)
		field.Description = s.fields[name+"."+f.Name]
		n.Properties[tag] = &field
		if options == "" {
			n.Required = append(n.Required, tag)
		}
	}
	slices.Sort(n.Required)
	return ref
}

// The document beside the code says what the code writes.
func TestSchemaIsUpToDate(t *testing.T) {
	want, err := json.MarshalIndent(schema(t), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "schema.json", string(want)+"\n")
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	have, now := strings.Split(string(want), "\n"), strings.Split(got, "\n")
	for i, line := range now {
		if i >= len(have) || line != have[i] {
			t.Fatalf("%s, line %d: now %q; look at the difference after go test ./internal/exchange/export -update", name, i+1, line)
		}
	}
	if len(now) < len(have) {
		t.Errorf("%s: %d lines, now %d", name, len(have), len(now))
	}
}

// check tells what of a value the schema does not allow.
func (n *node) check(root *node, where string, v any, wrong func(string)) {
	if n.Ref != "" {
		root.Defs[strings.TrimPrefix(n.Ref, "#/$defs/")].check(root, where, v, wrong)
		return
	}
	if n.Const != nil && !reflect.DeepEqual(n.Const, v) {
		wrong(where + ": not the constant")
	}
	if len(n.OneOf) > 0 {
		for _, one := range n.OneOf {
			m, _ := v.(map[string]any)
			if one.Properties["kind"].Const == m["kind"] {
				one.check(root, where, v, wrong)
				return
			}
		}
		wrong(where + ": none of them")
		return
	}
	switch v := v.(type) {
	case map[string]any:
		if n.Type != "object" {
			wrong(where + ": an object")
		}
		for _, r := range n.Required {
			if _, ok := v[r]; !ok {
				wrong(where + ": no " + r)
			}
		}
		for k, x := range v {
			p := n.Properties[k]
			if values, ok := n.Values.(map[string]any); ok && p == nil {
				p = new(node)
				b, _ := json.Marshal(values)
				_ = json.Unmarshal(b, p)
			}
			if p == nil {
				wrong(where + "." + k + ": not documented")
				continue
			}
			p.check(root, where+"."+k, x, wrong)
		}
	case []any:
		if n.Type != "array" {
			wrong(where + ": an array")
			return
		}
		for i, x := range v {
			n.Items.check(root, where+"["+strconv.Itoa(i)+"]", x, wrong)
		}
	case string:
		_, err := time.Parse(time.RFC3339, v)
		if n.Const == nil && n.Type != "string" || len(n.Enum) > 0 && !slices.Contains(n.Enum, v) || n.Format == "date-time" && err != nil {
			wrong(where + ": " + v)
		}
	case float64:
		if n.Const == nil && n.Type != "number" && (n.Type != "integer" || v != float64(int(v))) {
			wrong(where + ": a number")
		}
	case bool:
		if n.Type != "boolean" {
			wrong(where + ": a truth value")
		}
	}
}

// documented reads schema.json as anyone would.
func documented(t *testing.T) *node {
	t.Helper()
	if *update {
		TestSchemaIsUpToDate(t)
	}
	data, err := os.ReadFile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	n := new(node)
	if err := json.Unmarshal(data, n); err != nil {
		t.Fatal(err)
	}
	return n
}
