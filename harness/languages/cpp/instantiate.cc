// A plugin of g++ with which the precompiled headers are made; no program is
// compiled with it. It adds
//
//	#pragma gavel instantiate
//
// which instantiates at once what the headers before it ask for. GCC would do that
// at the end of every program anew: for <bits/stdc++.h> and C++20 four times as long
// as reading the precompiled header takes. The code of the programs is the same.
#include "gcc-plugin.h"

#include "cp/cp-tree.h"

#include "c-family/c-pragma.h"

int plugin_is_GPL_compatible;

namespace {

// refers tells whether anything refers to one of the class's virtual tables.
bool refers(tree type) {
    for (tree table = CLASSTYPE_VTABLES(type); table; table = DECL_CHAIN(table)) {
        if (TREE_TYPE(table) == void_type_node) return false;
        if (TREE_USED(table)) return true;
        if (DECL_ASSEMBLER_NAME_SET_P(table) && TREE_SYMBOL_REFERENCED(DECL_ASSEMBLER_NAME(table))) return true;
    }
    return false;
}

// use_virtual marks what a virtual table will name, as the end of a unit does.
void use_virtual(tree type) {
    for (tree entry = BINFO_VIRTUALS(TYPE_BINFO(type)); entry; entry = TREE_CHAIN(entry)) {
        tree function = BV_FN(entry);
        bool elsewhere = DECL_INTERFACE_KNOWN(function) && DECL_REALLY_EXTERN(function);
        if (!DECL_PURE_VIRTUAL_P(function) && !elsewhere) mark_used(function);
    }
}

void instantiate(cpp_reader*) {
    int before = at_eof;
    at_eof = 1;
    function_depth++; // no garbage collection: the parser is in the middle of the unit
    unsigned seen, classes = 0;
    do {
        instantiate_pending_templates(0);
        seen = classes;
        classes = vec_safe_length(keyed_classes);
        for (unsigned i = 0; i < classes; i++) {
            tree type = (*keyed_classes)[i];
            if (CLASSTYPE_TEMPLATE_INSTANTIATION(type) && refers(type)) use_virtual(type);
        }
    } while (classes != seen);
    function_depth--;
    at_eof = before;
}

// A precompiled header holds the padding of structures, and with it what was left on
// the stack: among it the random guard of the stack's frames. With a constant one the
// same headers give the same bytes. No frame that checks it is open when a plugin
// is loaded.
void settle_guard() { asm volatile("movq %0, %%fs:0x28" : : "r"(0L) : "memory"); }

void add_pragma(void*, void*) { c_register_pragma("gavel", "instantiate", instantiate); }

} // namespace

int plugin_init(plugin_name_args* plugin, plugin_gcc_version*) {
    settle_guard();
    register_callback(plugin->base_name, PLUGIN_PRAGMAS, add_pragma, nullptr);
    return 0;
}
