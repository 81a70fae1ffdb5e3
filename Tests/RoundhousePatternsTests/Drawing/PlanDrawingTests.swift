import Testing

internal import RoundhousePatterns

@Suite struct PlanDrawingTests {
  @Test("a plan is drawn with its steps, dependencies, conditions and the plan that takes its place")
  func plan() throws {
    let document = try PlanDocument(
      Array(
        #"""
        { "id": "say \"hi\"", "parallel": true, "timeout": 30000, "steps": [
          { "id": "a", "agentId": "tutor", "action": "analyze", "retryPolicy": { "maxRetries": 2, "backoffMs": 1000 } },
          { "id": "b", "action": "b", "dependencies": ["a"], "condition": ".steps.a.output == \"x\\\\y\"" }
        ], "fallbackPlan": { "steps": [{ "id": "c", "action": "c" }, { "id": "d", "action": "d" }] } }
        """#.utf8))
    #expect(
      document.dot == #"""
        digraph "say \"hi\"" {
          rankdir=LR; compound=true; fontname="Helvetica";
          node [shape=box, style=rounded, fontname="Helvetica"];
          subgraph cluster_0 {
            label="say \"hi\", parallel, 30s"; style=rounded;
            "0/a" [label="a\ntutor: analyze\n2 retries, 1s"];
            "0/b" [label="b\nif .steps.a.output == \"x\\\\y\"", style="rounded,dashed"];
            "0/a" -> "0/b";
          }
          subgraph cluster_1 {
            label="fallback, one at a time"; style=rounded;
            "1/c" [label="c"];
            "1/d" [label="d"];
            "1/c" -> "1/d" [style=dotted];
          }
          "0/b" -> "1/c" [style=dashed, label="fallback", ltail=cluster_0, lhead=cluster_1];
        }

        """#)
  }

  @Test("a coordination is drawn as the plan that it is")
  func coordination() throws {
    let document = try CoordinationDocument(
      Array(#"{"id": "pair", "tasks": [{"agent_id": "a"}, {"agent_id": "b", "depends_on": ["a"]}]}"#.utf8))
    let text = document.dot
    #expect(text.contains(#"label="pair, one at a time""#))
    #expect(text.contains(#""0/a" -> "0/b";"#) && !text.contains("dotted"))
  }
}
