package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// pkg is one folder of Go files, with the tests in it.
type pkg struct {
	dir   string // from the module's root
	files []*source
	fset  *token.FileSet
	uses  map[*ast.Ident]types.Object // what names mean, as far as this package alone can tell
}

type source struct {
	path  string
	test  bool
	lines int
	ast   *ast.File
}

var moduleRead = sync.OnceValues(func() ([]*pkg, error) { return readPackages(os.DirFS("../..")) })

// readModule gives every package of the module this test is part of, read once for all who ask and changed by none.
func readModule(t *testing.T) []*pkg {
	t.Helper()
	packages, err := moduleRead()
	if err != nil {
		t.Fatal(err)
	}
	if len(packages) == 0 {
		t.Fatal("found no Go files: the layout would hold for anything")
	}
	return packages
}

// readPackages reads the Go files of a module, for every system, with their tests.
func readPackages(root fs.FS) ([]*pkg, error) {
	byDir := map[string]*pkg{}
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && name != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata") {
			return fs.SkipDir
		}
		if d.IsDir() || path.Ext(name) != ".go" {
			return nil
		}
		dir := path.Dir(name)
		if byDir[dir] == nil {
			byDir[dir] = &pkg{dir: dir, fset: token.NewFileSet(), uses: map[*ast.Ident]types.Object{}}
		}
		return byDir[dir].add(root, name)
	})
	if err != nil {
		return nil, fmt.Errorf("read the module's packages: %w", err)
	}
	var packages []*pkg
	for _, p := range byDir {
		p.resolve()
		packages = append(packages, p)
	}
	slices.SortFunc(packages, func(a, b *pkg) int { return strings.Compare(a.dir, b.dir) })
	return packages, nil
}

func (p *pkg) add(root fs.FS, name string) error {
	text, err := fs.ReadFile(root, name)
	if err != nil {
		return err
	}
	file, err := parser.ParseFile(p.fset, name, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	p.files = append(p.files, &source{path: name, test: isTestFile(name), lines: bytes.Count(text, []byte("\n")), ast: file})
	return nil
}

func isTestFile(name string) bool { return strings.HasSuffix(name, "_test.go") }

// resolve finds what the names in the package mean. Imports stay empty, which is an error to the type checker but
// leaves it able to tell a package from a variable and a local variable from one of the package.
func (p *pkg) resolve() {
	byName := map[string][]*ast.File{}
	for _, f := range p.files {
		byName[f.ast.Name.Name] = append(byName[f.ast.Name.Name], f.ast)
	}
	conf := types.Config{Importer: emptyImports{}, Error: func(error) {}}
	for name, files := range byName {
		conf.Check(module+"/"+p.dir+"/"+name, p.fset, files, &types.Info{Uses: p.uses}) // its errors are about the imports
	}
}

type emptyImports struct{}

func (emptyImports) Import(what string) (*types.Package, error) {
	name := path.Base(what)
	if len(name) > 1 && name[0] == 'v' && strings.Trim(name[1:], "0123456789") == "" {
		name = path.Base(path.Dir(what))
	}
	imported := types.NewPackage(what, name)
	imported.MarkComplete()
	return imported, nil
}

// packageNamed is the path of the package an expression names, or "".
func (p *pkg) packageNamed(e ast.Expr) string {
	id, ok := e.(*ast.Ident)
	if !ok {
		return ""
	}
	if name, ok := p.uses[id].(*types.PkgName); ok {
		return name.Imported().Path()
	}
	return ""
}

// inspect asks about every node of the package's files and gives back what was said, with its place.
func (p *pkg) inspect(tests bool, ask func(ast.Node) string) []string {
	var found []string
	for _, f := range p.files {
		if f.test && !tests {
			continue
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			if n == nil {
				return false
			}
			if says := ask(n); says != "" {
				found = append(found, p.at(n, says))
			}
			return true
		})
	}
	return found
}

func (p *pkg) at(n ast.Node, says string) string {
	at := p.fset.Position(n.Pos())
	return fmt.Sprintf("%s:%d: %s", at.Filename, at.Line, says)
}

func importPath(spec *ast.ImportSpec) string {
	what, err := strconv.Unquote(spec.Path.Value)
	if err != nil {
		panic(err) // the parser has read it as a string
	}
	return what
}
