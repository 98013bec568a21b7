package java

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"unicode/utf16"
)

// Class is what a class file says about launching it.
type Class struct {
	Name       string // binary name with dots: "pack.Outer$Inner"
	Super      string // likewise; "" for java.lang.Object
	Interfaces []string
	Flags      uint16
	Methods    []Method // those named main or <init> only
}

// Method is one method of a class.
type Method struct {
	Name       string
	Descriptor string
	Flags      uint16
}

// The access flags that matter (Java Virtual Machine Specification, 4.1 and 4.6).
const (
	flagPublic    = 0x0001
	flagPrivate   = 0x0002
	flagStatic    = 0x0008
	flagInterface = 0x0200
	flagAbstract  = 0x0400
)

const classMagic = 0xCAFEBABE

var errCut = errors.New("the file ends too early")

// ParseClass reads a class file.
func ParseClass(data []byte) (Class, error) {
	p := parser{data: data}
	if magic := p.u4(); p.err == nil && magic != classMagic {
		return Class{}, fmt.Errorf("parse class: magic number is %#x, want %#x", magic, uint32(classMagic))
	}
	p.skip(4) // versions: what matters here has been the same in all of them
	p.pool()
	class := Class{Flags: p.u2(), Name: p.className(p.u2()), Super: p.className(p.u2())}
	for range p.u2() {
		class.Interfaces = append(class.Interfaces, p.className(p.u2()))
		if p.err != nil {
			break
		}
	}
	p.members() // fields
	class.Methods = p.members()
	if p.err != nil {
		return Class{}, fmt.Errorf("parse class: %w", p.err)
	}
	return class, nil
}

// parser reads big-endian numbers; after the first error it returns zeros.
type parser struct {
	data      []byte
	at        int
	constants []int // where each constant's tag stands; 0: none there
	err       error
}

func (p *parser) fail(err error) {
	if p.err == nil {
		p.err = err
	}
}

func (p *parser) take(n int) []byte {
	if p.err != nil || n > len(p.data)-p.at {
		p.fail(errCut)
		return nil
	}
	p.at += n
	return p.data[p.at-n : p.at]
}

func (p *parser) skip(n int) { p.take(n) }

func (p *parser) u2() uint16 {
	if b := p.take(2); b != nil {
		return binary.BigEndian.Uint16(b)
	}
	return 0
}

func (p *parser) u4() uint32 {
	if b := p.take(4); b != nil {
		return binary.BigEndian.Uint32(b)
	}
	return 0
}

// The tags of the constants that are read; the others are passed by size.
const (
	tagUTF8   = 1
	tagLong   = 5
	tagDouble = 6
	tagClass  = 7
)

// constantSize is the size after the tag, by tag, of all constants but tagUTF8.
var constantSize = [...]int{3: 4, 4: 4, tagLong: 8, tagDouble: 8, tagClass: 2, 8: 2, 9: 4, 10: 4, 11: 4, 12: 4, 15: 3, 16: 2, 17: 4, 18: 4, 19: 2, 20: 2}

// pool notes where the constants stand.
func (p *parser) pool() {
	p.constants = make([]int, p.u2())
	for i := 1; i < len(p.constants); i++ {
		start := p.at
		tag := p.take(1)
		if tag == nil {
			return
		}
		p.constants[i] = start
		switch t := int(tag[0]); {
		case t == tagUTF8:
			p.skip(int(p.u2()))
		case t < len(constantSize) && constantSize[t] > 0:
			p.skip(constantSize[t])
			if t == tagLong || t == tagDouble {
				i++ // they count twice
			}
		default:
			p.fail(fmt.Errorf("constant %d has the unknown tag %d", i, t))
		}
	}
}

// constant returns what follows the tag of constant i, or nil and an error.
func (p *parser) constant(i uint16, tag byte) []byte {
	if p.err != nil {
		return nil
	}
	if int(i) >= len(p.constants) || p.constants[i] == 0 || p.data[p.constants[i]] != tag {
		p.fail(fmt.Errorf("constant %d of %d is not of tag %d", i, len(p.constants), tag))
		return nil
	}
	return p.data[p.constants[i]+1:]
}

// utf8 returns the text of constant i, still in Java's own form of UTF-8.
func (p *parser) utf8(i uint16) string {
	b := p.constant(i, tagUTF8)
	if b == nil {
		return ""
	}
	return string(b[2 : 2+int(binary.BigEndian.Uint16(b))]) // pool saw that it is all there
}

// className returns the name of class constant i; "" for i 0.
func (p *parser) className(i uint16) string {
	if i == 0 {
		return ""
	}
	b := p.constant(i, tagClass)
	if b == nil {
		return ""
	}
	return strings.ReplaceAll(standardUTF8(p.utf8(binary.BigEndian.Uint16(b))), "/", ".")
}

// members passes a list of fields or methods and returns those that launching
// asks for.
func (p *parser) members() []Method {
	var found []Method
	for range p.u2() {
		m := Method{Flags: p.u2(), Name: p.utf8(p.u2()), Descriptor: p.utf8(p.u2())}
		for range p.u2() {
			p.skip(2)
			p.skip(int(p.u4()))
			if p.err != nil {
				return nil
			}
		}
		if p.err != nil {
			return nil
		}
		if m.Name == "main" || m.Name == "<init>" {
			found = append(found, m)
		}
	}
	return found
}

// standardUTF8 joins the surrogates that class files encode one by one.
func standardUTF8(s string) string {
	if !strings.Contains(s, "\xed") {
		return s
	}
	var units []rune
	for i := 0; i < len(s); {
		if i+2 < len(s) && s[i] == 0xED && s[i+1] >= 0xA0 {
			units = append(units, rune(s[i]&0x0F)<<12|rune(s[i+1]&0x3F)<<6|rune(s[i+2]&0x3F))
			i += 3
			continue
		}
		size := 1
		for i+size < len(s) && s[i+size]&0xC0 == 0x80 {
			size++
		}
		units = append(units, []rune(s[i:i+size])...)
		i += size
	}
	return joinSurrogates(units)
}

func joinSurrogates(units []rune) string {
	var joined []rune
	for i := 0; i < len(units); i++ {
		if i+1 < len(units) && utf16.IsSurrogate(units[i]) {
			joined = append(joined, utf16.DecodeRune(units[i], units[i+1]))
			i++
			continue
		}
		joined = append(joined, units[i])
	}
	return string(joined)
}
