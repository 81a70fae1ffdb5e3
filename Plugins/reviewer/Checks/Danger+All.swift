// SPDX-License-Identifier: Apache-2.0

extension Danger {
  static let all: [Danger] = [
    // Texts that become programs.
    Danger(
      "danger.eval", .critical, [.python, .javaScript, .ruby, .php], [.ownCall("eval")],
      "eval runs whatever the text says", "parse the text for what it may be: a number, JSON, one of a list"),
    Danger(
      "danger.exec", .critical, [.python], [.ownCall("exec")],
      "exec runs whatever the text says", "call a function, or choose one from a dictionary"),
    Danger(
      "danger.new-function", .critical, [.javaScript], [.code("new Function("), .code("setTimeout(\"")],
      "a text becomes a function", "pass a function"),
    Danger(
      "danger.pickle", .critical, [.python],
      [.code("pickle.load"), .code("marshal.load"), .code("shelve.open"), .code("dill.load")],
      "what is unpickled runs code of whoever made it", "use JSON for what comes from elsewhere"),
    Danger(
      "danger.yaml-load", .major, [.python], [.code("yaml.load(")],
      "yaml.load makes objects of any class", "use yaml.safe_load"),
    Danger(
      "danger.deserialization", .major, [.java], [.call("readObject"), .code("XMLDecoder("), .code("BinaryFormatter")],
      "objects are made from bytes that may be anybody's", "use a format of plain data, and check it"),
    Danger(
      "danger.unserialize", .major, [.php, .ruby],
      [.ownCall("unserialize"), .code("Marshal.load"), .code("YAML.load(")],
      "objects are made from bytes that may be anybody's", "use JSON, or YAML.safe_load"),
    // Shells.
    Danger(
      "danger.shell", .major, [.c, .php, .python, .ruby],
      [.ownCall("system"), .ownCall("popen"), .code("os.system("), .code("os.popen("), .ownCall("shell_exec")],
      "a shell reads this text, and what is in it", "start the program itself with a list of arguments"),
    Danger(
      "danger.shell-true", .major, [.python], [.code("shell=True"), .code("shell = True")],
      "a shell reads this text, and what is in it", "pass a list of arguments, without shell=True"),
    Danger(
      "danger.child-process", .major, [.javaScript], [.call("execSync"), .code("child_process.exec(")],
      "a shell reads this text, and what is in it", "use execFile or spawn with a list of arguments"),
    Danger(
      "danger.shell-program", .minor, [.java], [.code("Runtime.getRuntime().exec")],
      "a program is started", "make sure that its arguments are a list, and that no shell is among them"),
    Danger(
      "danger.shell-eval", .major, [.shell], [.code("eval \""), .code("eval $"), .code("| sh"), .code("| bash")],
      "a text becomes a program", "call the program with its arguments; check a download's digest before it runs"),
    // Memory.
    Danger(
      "danger.unbounded-copy", .critical, [.c],
      [.ownCall("strcpy"), .ownCall("strcat"), .ownCall("sprintf"), .ownCall("vsprintf"), .ownCall("gets")],
      "it writes as much as it reads, whatever room there is", "use snprintf or memcpy with the room that there is"),
    Danger(
      "danger.scanf", .major, [.c], [.ownCall("scanf"), .ownCall("sscanf")],
      "%s without a width writes beyond its room, and numbers overflow", "read a line with fgets, and strtol"),
    Danger(
      "danger.temporary-name", .minor, [.c, .python],
      [.ownCall("mktemp"), .ownCall("tmpnam"), .code("tempfile.mktemp(")],
      "somebody else may make the file between the name and its opening", "use mkstemp"),
    Danger(
      "danger.unsafe", .minor, [.swift, .rust, .go],
      [.call("unsafeBitCast"), .code("unsafe {"), .code("unsafe.Pointer"), .code("nonisolated(unsafe)")],
      "the compiler's proof ends here", "say in a comment why it holds all the same"),
    Danger(
      "danger.force", .minor, [.swift], [.code("try! "), .code("as! ")],
      "it ends the process when it fails", "throw, or say why it cannot fail"),
    // TLS, keys and chance.
    Danger(
      "danger.tls", .critical, [],
      [
        .code("verify=False"), .code("verify = False"), .code("InsecureSkipVerify: true"),
        .code("rejectUnauthorized: false"), .code("CURLOPT_SSL_VERIFYPEER, 0"), .code("CURLOPT_SSL_VERIFYPEER, false"),
        .code("CURLOPT_SSL_VERIFYHOST, 0"), .code("ssl._create_unverified_context"), .code("CERT_NONE"),
        .code("danger_accept_invalid_certs(true)"), .code("VERIFY_NONE"), .code("curl -k "), .code("curl --insecure"),
        .code("--no-check-certificate"), .code("NODE_TLS_REJECT_UNAUTHORIZED"),
      ],
      "the other side's certificate is not checked", "trust its certificate by name instead of any"),
    Danger(
      "danger.weak-hash", .minor, [.python, .javaScript, .java, .go, .php, .ruby, .swift],
      [
        .code("hashlib.md5"), .code("hashlib.sha1"), .code("md5.New"), .code("sha1.New"), .ownCall("md5"),
        .ownCall("sha1"), .code("Insecure.MD5"), .code("Insecure.SHA1"), .code("Digest::MD5"),
      ],
      "two texts with one such digest can be made", "use SHA-256; for passwords scrypt, bcrypt or Argon2"),
    Danger(
      "danger.weak-random", .info, [.c, .javaScript, .php],
      [.ownCall("rand"), .ownCall("srand"), .code("Math.random(")],
      "these numbers can be foretold", "for keys, tokens and passwords take the system's randomness"),
    // Pages.
    Danger(
      "danger.markup", .major, [.javaScript],
      [
        .code(".innerHTML ="), .code(".innerHTML="), .code(".outerHTML ="), .call("document.write"),
        .code("dangerouslySetInnerHTML"), .code("v-html="),
      ],
      "a text becomes markup, with the scripts in it", "set textContent, or clean the markup first"),
    // Rights.
    Danger(
      "danger.rights", .major, [.c, .python, .shell, .go, .php, .ruby],
      [
        .code("chmod 777"), .code("chmod -R 777"), .code("0o777"), .code(", 0777)"), .code("sudo rm -rf"),
        .code("rm -rf /"),
      ],
      "everybody may write it, or all of it is gone", "give the rights that are needed to those who need them"),
    Danger(
      "danger.debug-mode", .major, [.python, .configuration],
      [.code("debug=True"), .code("DEBUG = True")],
      "whoever meets an error sees the program's inside", "let the configuration of the machine say it"),
  ]
}
