//! The TypeScript of the contract is written by this test; CI refuses a difference.
use contract::{Code, commands::TABLE};
use std::{collections::BTreeSet, fmt::Write, fs, path::PathBuf};

fn bindings() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/ipc/bindings")
}

#[test]
fn the_table_of_commands_is_written_as_typescript() {
    let types: BTreeSet<&str> = TABLE.iter().flat_map(|row| [row.1, row.2]).collect();
    let mut text = String::from("// The table of commands. Generated from Rust; do not edit.\n");
    for name in types {
        writeln!(text, "import type {{ {name} }} from './{name}';").unwrap();
    }
    text.push_str("\nexport type Commands = {\n");
    for (name, request, answer, kind) in TABLE {
        writeln!(
            text,
            "  {name}: {{ request: {request}; response: {answer}; kind: '{kind}' }};"
        )
        .unwrap();
    }
    text.push_str("};\n");
    fs::create_dir_all(bindings()).unwrap();
    fs::write(bindings().join("commands.ts"), text).unwrap();
}

#[test]
fn each_error_code_is_spelled_in_typescript_as_on_the_wire() {
    let typescript = <Code as ts_rs::TS>::decl(&ts_rs::Config::from_env());
    for code in Code::ALL {
        let wire = serde_json::to_string(&code).unwrap();
        assert!(typescript.contains(&wire), "{wire} is not in {typescript}");
    }
}
