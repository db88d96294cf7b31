package main

import (
	"fmt"
	"go/ast"
	"slices"
	"testing"
)

// The sizes we hold ourselves to, for the program; a table in a test may be long.
const (
	maxFunction, p90Function = 60, 28 // lines
	maxFile, p90File         = 400, 200
	maxParameters            = 4 // without the receiver, with the context
	maxNesting               = 3 // of if, for, switch and select in one another
)

func TestSizes(t *testing.T) {
	t.Parallel()
	var functions, files []int
	for _, p := range readModule(t) {
		for _, finding := range p.sizes() {
			t.Error(finding)
		}
		for _, f := range p.files {
			if f.test {
				continue
			}
			files = append(files, f.lines)
			for _, decl := range f.ast.Decls {
				if fn, ok := decl.(*ast.FuncDecl); ok {
					functions = append(functions, p.lines(fn))
				}
			}
		}
	}
	if n := p90(functions); n > p90Function {
		t.Errorf("a tenth of the functions has %d lines or more: at most %d", n, p90Function)
	}
	if n := p90(files); n > p90File {
		t.Errorf("a tenth of the files has %d lines or more: at most %d", n, p90File)
	}
}

func p90(sizes []int) int {
	if len(sizes) == 0 {
		return 0
	}
	slices.Sort(sizes)
	return sizes[(len(sizes)*9+9)/10-1]
}

func (p *pkg) lines(n ast.Node) int {
	return p.fset.Position(n.End()).Line - p.fset.Position(n.Pos()).Line + 1
}

func (p *pkg) sizes() []string {
	found := p.inspect(false, func(n ast.Node) string {
		switch n := n.(type) {
		case *ast.FuncDecl:
			return p.judgeFunction(n)
		case *ast.FuncType:
			if n.Params.NumFields() > maxParameters {
				return fmt.Sprintf("%d parameters, at most %d: what belongs together travels as one value", n.Params.NumFields(), maxParameters)
			}
		}
		return ""
	})
	for _, f := range p.files {
		if !f.test && f.lines > maxFile {
			found = append(found, fmt.Sprintf("%s: %d lines, at most %d: it holds more than one thing", f.path, f.lines, maxFile))
		}
	}
	return found
}

func (p *pkg) judgeFunction(fn *ast.FuncDecl) string {
	if n := p.lines(fn); n > maxFunction {
		return fmt.Sprintf("%s has %d lines, at most %d: it does more than one thing", fn.Name.Name, n, maxFunction)
	}
	if fn.Body == nil {
		return ""
	}
	if n := nesting(fn.Body); n > maxNesting {
		return fmt.Sprintf("%s nests %d deep, at most %d: return early, or name the inner part", fn.Name.Name, n, maxNesting)
	}
	return ""
}

// nesting is how deep if, for, switch and select stand in one another below a node. An else-if stands beside its if.
func nesting(n ast.Node) int {
	deepest := 0
	ast.Inspect(n, func(child ast.Node) bool {
		if child == nil || child == n {
			return child == n
		}
		own := 0
		switch child.(type) {
		case *ast.IfStmt, *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
			own = 1
		}
		if outer, ok := n.(*ast.IfStmt); ok && outer.Else == child {
			own = 0
		}
		deepest = max(deepest, own+nesting(child))
		return false
	})
	return deepest
}
