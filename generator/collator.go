package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"provtryck/generator/collation"
	"provtryck/generator/disk"
	"provtryck/generator/site"
	"provtryck/generator/transfer"
)

// A collator compares the wanted texts of a site with their pages.
type collator struct {
	all, wanted []*collation.Text
	selector    string
	outcomes    []collation.Outcome
}

// collator reads the texts, of which those that are typed are compared; all if none is.
func (p *program) collator(s *site.Site, selector string, typed []string) (*collator, error) {
	c := &collator{selector: selector}
	for _, a := range s.Articles {
		if a.MadeUp {
			continue
		}
		t, err := collation.NewText(entered(s, a))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", a.Doc.Name, err)
		}
		c.all = append(c.all, t)
	}
	if len(typed) == 0 {
		c.wanted = c.all
		return c, nil
	}
	wanted := map[string]bool{}
	for _, typed := range typed {
		name, err := p.inContent(typed)
		if err != nil {
			return nil, err
		}
		found := false
		for _, t := range c.all {
			if name == "" || t.Name == name || strings.HasPrefix(t.Name, name+"/") {
				wanted[t.Name], found = true, true
			}
		}
		if !found {
			return nil, fmt.Errorf("ingen text finns i %s; ange en text eller en mapp med texter i %s", typed, filepath.ToSlash(p.content))
		}
	}
	for _, t := range c.all {
		if wanted[t.Name] {
			c.wanted = append(c.wanted, t)
		}
	}
	return c, nil
}

// entered returns the body of a text as it is entered at 1177, with its pictures, and what it has besides.
func entered(s *site.Site, a *site.Article) ([]byte, collation.Fields) {
	front := a.Doc.Front
	f := collation.Fields{Name: a.Doc.Name, Title: a.Title, Lead: front.Lead.Text, Address: front.LiveURL.Text}
	for _, k := range front.Keywords {
		f.Keywords = append(f.Keywords, k.Text)
	}
	switch {
	case front.Target.Always:
		f.Audience = "För alla, alltid"
	case len(front.Target.Tags) > 0:
		f.Audience = "För " + s.Taxonomy.Phrase(front.Target.Tags)
	}
	return []byte(transfer.Page(s.TransferSource(a), s.Profile)), f
}

// saved compares with a saved page, or with those of a folder.
func (c *collator) saved(name string) error {
	info, err := os.Stat(name)
	if err != nil {
		return fmt.Errorf("%s går inte att läsa: %w", name, disk.Reading(err))
	}
	if !info.IsDir() {
		c.file(name, len(c.wanted) == 1)
		return nil
	}
	files, err := savedPages(name)
	switch {
	case err != nil:
		return fmt.Errorf("%s går inte att läsa: %w", name, disk.Reading(err))
	case len(files) == 0:
		return fmt.Errorf("%s har inga sparade sidor (.html eller .htm); spara sidorna dit från webbläsaren", name)
	}
	for _, file := range files {
		c.file(file, false)
	}
	done := map[string]bool{}
	for _, o := range c.outcomes {
		done[o.File] = true
	}
	for _, t := range c.wanted {
		if !done[t.Name] {
			c.fault(t, "", fmt.Errorf("ingen sida i %s är textens; spara den dit från webbläsaren", name))
		}
	}
	return nil
}

// savedPages returns the pages in a folder, without those that a browser has saved beside another.
func savedPages(folder string) (files []string, err error) {
	err = filepath.WalkDir(folder, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() && (strings.HasSuffix(name, "_files") || strings.HasSuffix(name, "_filer")) {
			return fs.SkipDir
		}
		if ext := strings.ToLower(path.Ext(name)); !e.IsDir() && (ext == ".html" || ext == ".htm") {
			files = append(files, name)
		}
		return nil
	})
	return files, err
}

// file compares with one saved page: that of the only text, or of the text that it is found to be.
func (c *collator) file(name string, only bool) {
	shown := filepath.ToSlash(name)
	src, err := readPage(name)
	var page *collation.Page
	if err == nil {
		page, err = collation.ReadPage(src, "")
	}
	var t *collation.Text
	switch {
	case only:
		t = c.wanted[0]
	case err == nil:
		t = collation.Match(page, c.all)
		if t == nil {
			err = errors.New("sidan är inte någon av texternas; kontrollera att rätt sida är sparad")
		} else if !slices.Contains(c.wanted, t) {
			return
		}
	}
	if err != nil {
		c.fault(t, shown, err)
		return
	}
	c.compare(t, page, shown)
}

// readPage reads a file, but no more of one that is too large than shows that it is.
func readPage(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("filen går inte att läsa: %w", disk.Reading(err))
	}
	defer f.Close()
	src, err := io.ReadAll(io.LimitReader(f, collation.MaxPage+1))
	if err != nil {
		return nil, fmt.Errorf("filen går inte att läsa: %w", disk.Reading(err))
	}
	return src, nil
}

// fetch compares with the pages at the addresses of the texts, with a pause between two requests.
func (c *collator) fetch(ctx context.Context, get func(context.Context, string) ([]byte, error), pause time.Duration,
	progress func(string, ...any)) error {
	asked := false
	for i, t := range c.wanted {
		if t.Address == "" {
			c.fault(t, "", errors.New("texten har ingen adress; skriv adressen på 1177 i uppgiften adress, eller använd --sida"))
			continue
		}
		if asked {
			select {
			case <-ctx.Done():
			case <-time.After(pause):
			}
		}
		if ctx.Err() != nil {
			return errors.New("jämförelsen avbröts")
		}
		asked = true
		progress("Hämtar %d av %d: %s", i+1, len(c.wanted), t.Address)
		src, err := get(ctx, t.Address)
		var page *collation.Page
		if err == nil {
			page, err = collation.ReadPage(src, t.Address)
		}
		if err != nil {
			c.fault(t, t.Address, err)
			continue
		}
		c.compare(t, page, t.Address)
	}
	return nil
}

func (c *collator) compare(t *collation.Text, page *collation.Page, shown string) {
	if other := collation.Other(t, page, c.all); other != nil {
		c.fault(t, shown, fmt.Errorf("det här är sidan för ”%s” (%s); spara sidan för ”%s”", other.Title, other.Name, t.Title))
		return
	}
	r, err := collation.Compare(t, page, c.selector)
	if err != nil {
		c.fault(t, shown, err)
		return
	}
	c.outcomes = append(c.outcomes, collation.Outcome{File: t.Name, Title: t.Title, Page: shown, Result: r})
}

// fault adds that a text, nil where it is not known, could not be compared.
func (c *collator) fault(t *collation.Text, shown string, err error) {
	o := collation.Outcome{Page: shown, Fault: err.Error()}
	if t != nil {
		o.File, o.Title = t.Name, t.Title
	}
	c.outcomes = append(c.outcomes, o)
}
