"""Domain values: addresses, answers, cases, questions, templates and conditions."""
