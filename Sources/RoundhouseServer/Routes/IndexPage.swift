/// `GET /`: what is here, for whoever comes by.
enum IndexPage {
  static let text =
    "Roundhouse: agents as shared libraries, asked by capability.\n\n" + Route.table.map { "  \($0)\n" }.joined()
    + "\nFor example: curl -d '{\"text\":\"hello\"}' -H 'Content-Type: application/json' …/v1/call/text.echo\n"
}
