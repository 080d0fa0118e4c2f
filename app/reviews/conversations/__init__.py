"""The review conversation 面谈: what both sides say, what they agree on, and what is missing before it is signed."""
