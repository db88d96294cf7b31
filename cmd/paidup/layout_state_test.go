package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// state finds what outlives a call without being handed to it: init functions, package variables that are more than a
// name for something fixed, and writes to a package variable. With any of these two tests, or two replicas in one
// process, could not run side by side.
func (p *pkg) state() []string {
	var found []string
	for _, f := range p.files {
		for _, decl := range f.ast.Decls {
			switch d := decl.(type) {
			case *ast.FuncDecl:
				if d.Recv == nil && d.Name.Name == "init" {
					found = append(found, p.at(d, "func init: what a package needs is handed to its constructor"))
				}
			case *ast.GenDecl:
				if d.Tok == token.VAR && !f.test {
					found = append(found, p.variables(d)...)
				}
			}
		}
	}
	return append(found, p.inspect(true, p.judgeWrite)...)
}

func (p *pkg) variables(d *ast.GenDecl) []string {
	var found []string
	for _, s := range d.Specs {
		spec := s.(*ast.ValueSpec)
		if isEmbed(d.Doc) || isEmbed(spec.Doc) {
			continue
		}
		for i, name := range spec.Names {
			if name.Name == "_" || i < len(spec.Values) && p.isFixed(spec.Values[i]) {
				continue
			}
			found = append(found, p.at(name, fmt.Sprintf("package variable %s: only errors, regexps, embeds and fixed tables may be one", name.Name)))
		}
	}
	return found
}

func isEmbed(doc *ast.CommentGroup) bool {
	return doc != nil && slices.ContainsFunc(doc.List, func(c *ast.Comment) bool { return strings.HasPrefix(c.Text, "//go:embed ") })
}

// isFixed says whether the value of a package variable is an error, a regexp or a table: a literal, a literal and another
// table, or a replacer. A literal without elements is no table: something means to fill it.
func (p *pkg) isFixed(value ast.Expr) bool {
	switch v := value.(type) {
	case *ast.CompositeLit:
		return len(v.Elts) > 0
	case *ast.CallExpr:
		switch fun := v.Fun.(type) {
		case *ast.Ident:
			return fun.Name == "append" && p.isFixed(v.Args[0])
		case *ast.SelectorExpr:
			makers := []string{"errors.New", "fmt.Errorf", "regexp.MustCompile", "strings.NewReplacer"}
			return slices.Contains(makers, p.packageNamed(fun.X)+"."+fun.Sel.Name)
		}
	}
	return false
}

// judgeWrite says which package variable a node writes to, if it does. Taking its address counts: who has it can write.
// A variable of a test file is the test's own affair.
func (p *pkg) judgeWrite(n ast.Node) string {
	var targets []ast.Expr
	switch n := n.(type) {
	case *ast.AssignStmt:
		targets = n.Lhs
	case *ast.RangeStmt:
		targets = []ast.Expr{n.Key, n.Value}
	case *ast.IncDecStmt:
		targets = []ast.Expr{n.X}
	case *ast.UnaryExpr:
		if n.Op == token.AND {
			targets = []ast.Expr{n.X}
		}
	case *ast.CallExpr:
		if name, ok := n.Fun.(*ast.Ident); ok && slices.Contains([]string{"delete", "clear", "copy"}, name.Name) {
			targets = n.Args[:1]
		}
	}
	for _, target := range targets {
		if name := p.packageVariable(target); name != "" {
			return fmt.Sprintf("writes to package variable %s, or lets others: everybody reads it, so nobody writes it", name)
		}
	}
	return ""
}

// packageVariable is the name of the package variable, ours or another package's, that an expression is or is part of.
func (p *pkg) packageVariable(e ast.Expr) string {
	for {
		switch x := e.(type) {
		case *ast.ParenExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.SliceExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.SelectorExpr:
			if other := p.packageNamed(x.X); other != "" {
				return other + "." + x.Sel.Name
			}
			e = x.X
		case *ast.Ident:
			v, ok := p.uses[x].(*types.Var)
			if ok && v.Pkg() != nil && v.Parent() == v.Pkg().Scope() && !isTestFile(p.fset.Position(v.Pos()).Filename) {
				return x.Name
			}
			return ""
		default:
			return ""
		}
	}
}
