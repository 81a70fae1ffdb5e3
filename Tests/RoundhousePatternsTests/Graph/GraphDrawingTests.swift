import Testing

internal import RoundhousePatterns

@Suite struct GraphDrawingTests {
  @Test(
    "M-029 a graph is drawn with its state, its nodes by what they do, its edges with their conditions, and what is within"
  )
  func drawing() throws {
    let document = try GraphDocument(
      Array(
        #"""
        { "id": "g", "timeout": 30000, "state": { "n": "number", "l": { "reducer": "append" } }, "nodes": [
            { "id": "a", "agentId": "bob", "action": "x", "timeout": 1000, "retryPolicy": { "maxRetries": 2, "backoffMs": 1000 },
              "maxVisits": 3, "onError": "end" },
            { "id": "b", "review": { "reason": "Why" } }, { "id": "c", "sleep": 86400000 },
            { "id": "d", "graph": { "id": "inner", "nodes": [{ "id": "x" }] } },
            { "id": "e", "plan": { "steps": [{ "id": "s", "action": "s" }] } }],
          "edges": [{ "from": "a", "to": ["b", "c"], "when": ".state.n > 1" }, { "from": "a", "to": "a" },
            { "from": "b", "to": "d" }, { "from": "c", "to": "d" }, { "from": "d", "to": "e" }] }
        """#.utf8))
    #expect(
      document.dot == #"""
        digraph "g" {
          rankdir=LR; compound=true; fontname="Helvetica";
          node [shape=box, style=rounded, fontname="Helvetica"];
          edge [fontname="Helvetica", fontsize=10];
          label="g\nn: number\nl: array, append\nat most 30s";
          "(start)" [shape=point, label=""];
          "end" [shape=doublecircle, label="", width=0.15];
          "a" [label="a\nbob: x\n2 retries, 1s\nat most 1s\nat most 3 visits"];
          "b" [label="b\nWhy", shape=hexagon, style=""];
          "c" [label="c\nwaits 24h", shape=ellipse];
          "d" [label="d\ngraph inner", shape=box, style="", peripheries=2];
          subgraph cluster_1 {
            label="inner"; style=rounded;
            "d/(start)" [shape=point, label=""];
            "d/end" [shape=doublecircle, label="", width=0.15];
            "d/x" [label="x", shape=diamond, style=""];
            "d/(start)" -> "d/x";
            "d/x" -> "d/end";
          }
          "d" -> "d/(start)" [style=dotted];
          "e" [label="e\nplan, 1 step", shape=box, style="", peripheries=2];
          "(start)" -> "a";
          "a" -> "b" [label=".state.n > 1"];
          "a" -> "c" [label=".state.n > 1"];
          "a" -> "a";
          "b" -> "d";
          "c" -> "d";
          "d" -> "e";
          "a" -> "end" [style=dashed, label="error"];
          "e" -> "end";
        }

        """#)
  }
}
