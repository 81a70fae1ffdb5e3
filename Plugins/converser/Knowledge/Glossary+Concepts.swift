// SPDX-License-Identifier: Apache-2.0

extension Glossary {
  static let concepts: [Concept] = [
    Concept(
      "machine learning", ["learning machines"],
      "Machine learning means that a program's behaviour is fitted to examples instead of being written down rule by rule.",
      example:
        "Given ten thousand letters that people have sorted, a program finds the weights with which it sorts the next one.",
      benefit: "It reaches tasks for which nobody can write the rules.",
      risk: "It repeats whatever was wrong or missing in its examples."),
    Concept(
      "neural networks", ["neural network", "neural nets", "neural net", "deep learning"], isPlural: true,
      "Neural networks are layers of simple sums: each number in a layer is a weighted sum of those before it, bent by a curve, and learning means turning the weights until the output is right.",
      example:
        "To tell a three from an eight, the first layer finds strokes, the next one loops, and the last one weighs which digit has those loops.",
      benefit: "They find the useful features by themselves.",
      risk: "Nobody can read from the weights why one answer was given."),
    Concept(
      "artificial intelligence", ["ai"],
      "Artificial intelligence is the art of building programs that do what we would call clever if a person did it: search, plan, recognise, learn.",
      example:
        "A program that plays chess searches many moves ahead; one that answers letters has learned from many letters.",
      benefit: "It takes over work that needs patience and many comparisons.",
      risk: "It is trusted beyond what it was tested for."),
    Concept(
      "large language models", ["large language model", "language model", "language models", "llm", "llms"],
      isPlural: true,
      "Large language models are networks that have learned, from very much text, which words follow which, and answer by continuing a text.",
      example:
        "Given a question and three paragraphs, such a model continues with the sentence that would most likely stand there next.",
      benefit: "One model serves many tasks, told in words.",
      risk: "It says what is likely, which is not always what is true."),
    Concept(
      "event-driven architecture", ["event driven architecture", "event-driven", "events", "event sourcing"],
      "Event-driven architecture means that parts tell what has happened, and whoever cares reacts, instead of one part calling the next.",
      example:
        "The user service says “user registered”; mail, billing and search each do their part, and none of them waits for the others.",
      benefit: "Parts can be added and can fail without the others noticing.",
      risk: "What happens in which order is no longer in one place, and a lost or doubled event is hard to find."),
    Concept(
      "microservices", ["microservice", "microservices architecture", "microservices architecture design"],
      isPlural: true,
      "Microservices are an application cut into small programs that are built, shipped and run each on its own.",
      example: "Orders, payment and search are three programs of three teams, which talk through the network.",
      benefit: "A team can change its part without asking the others.",
      risk: "Every call can be slow or lost, and data that belongs together lies apart."),
    Concept(
      "user authentication", ["authentication", "login", "jwt", "user authentication system"],
      "Authentication is finding out who somebody is; what they may do then is another question.",
      example:
        "A signed token says who the caller is until a quarter past ten, and the server checks the signature with every request.",
      benefit: "Everything that follows can rely on a name.",
      risk: "A stolen token is as good as a password, and one that never expires is better."),
    Concept(
      "caching", ["cache", "caches"],
      "Caching is keeping an answer near, because the same question is likely to come again.",
      example: "The price list is asked for a thousand times and changes once, so it is computed once.",
      benefit: "It is the cheapest way to be fast.",
      risk: "It answers with what was true a while ago, and knowing when to forget is the difficult part."),
    Concept(
      "databases", ["database", "sql"], isPlural: true,
      "Databases keep what must not be lost, and answer questions about it while others write.",
      example: "Two people book the last seat at the same moment, and exactly one of them gets it.",
      benefit: "Rules about the data hold, whoever writes.",
      risk: "What everybody reads and writes there ties all of them together."),
    Concept(
      "code review", ["code reviews", "pull request", "pull requests"],
      "A code review is a second pair of eyes on a change before it counts.",
      example: "The reviewer asks what happens with an empty list, and the author finds that nobody has tried.",
      benefit: "Two people know the change, and one fault less goes out.",
      risk: "A change of two thousand lines is approved because nobody can read it."),
    Concept(
      "unit tests", ["unit test", "testing", "tests", "automated tests"], isPlural: true,
      "Unit tests are small programs that try one thing and say whether it still does what it should.",
      example: "The sum of no numbers is nothing: one line, and it fails on the day somebody forgets.",
      benefit: "One dares to change what is tested.",
      risk: "A test that cannot fail gives a false calm."),
    Concept(
      "encryption", ["encrypted", "cryptography"],
      "Encryption makes a text readable only to those who have the key.",
      example: "The letter lies in the open, and only whoever has the second key can open it.",
      benefit: "The way that a message takes need not be trusted.",
      risk: "All of it is worth as much as the care that is taken of the keys."),
    Concept(
      "beauty", ["beautiful", "mathematical beauty", "poetic beauty", "nature of beauty"],
      "Beauty, in a verse as in an equation, is that much follows from little and nothing could be taken away.",
      example: "Fourteen lines hold a life, and one short equation holds the light of all the stars.",
      benefit: "It leads to what is true before it can be proved.",
      risk: "What pleases us may please us only because we are used to it."),
    Concept(
      "photosynthesis", [],
      "Photosynthesis is how plants make sugar from light, water and the carbon dioxide of the air.",
      example: "A leaf in the sun gives off oxygen; in the dark it does not.",
      benefit: "Nearly all that is eaten on earth begins with it.",
      risk: "It stops when water, light or warmth is missing."),
    Concept(
      "fractions", ["fraction"], isPlural: true,
      "Fractions tell how many of the equal parts of a whole are meant.",
      example: "Three of the four quarters of a cake are three fourths, and six of eight pieces are just as much.",
      benefit: "They tell exactly what a decimal number often cannot.",
      risk: "Whoever adds the lower numbers too gets less than there was."),
    Concept(
      "gravity", ["gravitation"],
      "Gravity is that all masses draw each other, more if they are heavy and much less if they are far.",
      example: "The same pull lets an apple fall and keeps the moon from flying off.",
      benefit: "One law tells both the tides and the years of the planets.",
      risk: "Near very heavy things the simple law is no longer enough."),
    Concept(
      "remote work", ["working from home", "home office"],
      "Remote work is working together without being in the same place.",
      example: "The decision stands in a document, because not everybody was in the room.",
      benefit: "People are chosen for what they can do and not for where they live.",
      risk: "What was said in passing before is now said by nobody."),
  ]
}
