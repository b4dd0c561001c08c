"""Domain model: addresses, answers, cases, questions, templates and conditions."""
