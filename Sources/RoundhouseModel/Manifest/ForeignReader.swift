/// Reads what an ffi manifest says about its C library: `functions`, `structs`, `enums`, `handles`, `initializer`.
///
/// ```json
/// { "kind": "ffi", "library": "libm.so.6",
///   "functions": [
///     { "capability": "math.pow", "symbol": "pow", "idempotent": true,
///       "parameters": [{ "name": "base", "type": "f64" }, { "name": "exponent", "type": "f64" }],
///       "returns": "f64" }] }
/// ```
///
/// **Library.** A name without a slash is the system's (`libm.so.6`); a file of the folder is written with one
/// (`./libmine.so`).
///
/// **Function.** `capability` names what it is offered as. Either the manifest's `capabilities` declare it, or the
/// function does by `description, version, input, output, idempotent, timeout, cost, tags, strategy` of its own.
/// `variadicFrom` is the number of fixed parameters before `...`.
///
/// **Types.** `i8 … u64`, `f32`, `f64`, `bool`, `size`; `string` (`const char *`), `bytes` (a pointer; base64 in JSON),
/// `f64[]` and its like (a pointer; a JSON array), `pointer` (null, or a fixed number), and the names in
/// `structs`, `enums`, `handles`. In structs also `f64[3]`, `string[32]`, `bytes[16]`, which lie in the struct itself.
///
/// **Parameter.** `name` and `type`, and of these what is needed:
/// - `direction`: `in`, `out` or `in-out`. What comes out is passed by its address.
/// - `pointer: true`: a scalar, enum or struct goes in by its address. `nullable: true`: JSON may say null or nothing.
/// - `value`: fixed, not in JSON. `default`: for requests that say nothing. `passed: false`: C does not get it.
/// - `lengthOf`: this number is the length of that buffer; in, out, or both. `count`: a buffer has just so many elements.
/// - `capacity`: the host makes room for so many elements (a string's NUL included). A number, a parameter, or
///   `{ "of": parameter, "sizeFrom": symbol, "times": 1, "plus": 0 }` where the symbol is a `size_t f(size_t)`.
/// - `free`: the symbol that frees what the library has allocated. `borrowed: true`: the library keeps it.
/// - `hidden: true`: not in the answer. `raw: true`: these bytes are the reply.
/// - `consumes: true`: a successful call ends this handle. `within`: the handle that must outlive this new one.
///
/// **Returns.** A type, or an object: `type`, `name` (default `result`), `hidden, pointer, free, count, lengthOf,
/// within`; `success`: `equals` (one or several), `notEquals`, `min`, `max`, `notNull`, `errno: true` (still 0);
/// `error`: `{ "symbol", "argument", "through" }`, `{ "parameter" }` or `{ "errno": true }`, and `retryable` numbers.
/// A return that must equal one value says nothing more and is hidden, unless it is given a name.
///
/// **Handle.** `{ "sqlite.db": { "destroy": "sqlite3_close", "threadSafe": false } }`. `prepare` lists calls that each
/// new handle gets first: `{ "symbol": "sqlite3_limit", "arguments": [7, 0] }` is `sqlite3_limit(handle, 7, 0)`.
///
/// **Initializer.** A function without capability and inputs, called once at load.
///
/// Call-backs are not offered: C cannot be given a function by a manifest.
package struct ForeignReader {
  let root: JSONNode
  var problems: ManifestProblems
  var interface = ForeignInterface()
  let names: ForeignNames

  /// Reads the ffi part of a manifest, which is an object. What is wrong goes to the problems.
  package static func read(_ root: JSONNode, _ problems: inout ManifestProblems) -> ForeignInterface {
    var reader = ForeignReader(root: root, problems: problems, names: ForeignNames(root))
    reader.read()
    problems = reader.problems
    return reader.interface
  }

  private mutating func read() {
    readEnums()
    readHandles()
    readStructs()
    readFunctions()
    readInitializer()
    checkCapabilities()
  }

  /// The members of one of the tables of types, each an object under a name that is free.
  mutating func table(_ key: String, keys: [String], _ body: (inout ForeignReader, String, ManifestObject) -> Void) {
    guard let node = root[key] else { return }
    guard node.kind == .object else {
      return problems.add(node, expected: "an object of names", remedy: "write { \"name\": { … } }")
    }
    guard node.count <= 256 else {
      return problems.add(node, expected: "at most 256 names", found: "\(node.count)", remedy: "leave some out")
    }
    for member in node.keyedMembers {
      if let refusal = names.refusal(of: member.name, in: key) {
        problems.add(
          at: member.key.position, key: member.value.path, expected: refusal, found: "", remedy: "choose another name")
      }
      if let object = ManifestObject(member.value, keys: keys, &problems) { body(&self, member.name, object) }
    }
  }

  private mutating func readInitializer() {
    guard let node = root["initializer"],
      let object = ManifestObject(node, keys: ["symbol", "parameters", "returns"], &problems)
    else { return }
    let function = function(object, Capability(name: "initializer"))
    if let input = function.parameters.first(where: { $0.isInput && $0.defaultValue == nil }) {
      problems.add(
        node, rule: "it needs no input, for nobody can give it \"\(input.name)\" when the library is loaded",
        remedy: "give \"\(input.name)\" a \"value\"")
    }
    interface.initializer = function
  }
}
