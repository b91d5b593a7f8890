// Writes down what the reader of kubectl makes of each form in forms.jsonl: the documents that it reads, or null where it
// refuses the file.
//
//	cd tests/policies/sources/kubectl-reader && go run .
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"log"
	"os"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/yaml"
)

type form struct {
	Form      string            `json:"form"`
	Text      string            `json:"text"`
	Documents []json.RawMessage `json:"documents"`
}

func main() {
	content, err := os.ReadFile("forms.jsonl")
	check(err)
	var recorded bytes.Buffer
	encoder := json.NewEncoder(&recorded)
	encoder.SetEscapeHTML(false)
	for decoder := json.NewDecoder(bytes.NewReader(content)); decoder.More(); {
		var one form
		check(decoder.Decode(&one))
		one.Documents = documents(one.Text)
		check(encoder.Encode(one))
	}
	check(os.WriteFile("forms.jsonl", recorded.Bytes(), 0o644))
}

func documents(text string) []json.RawMessage {
	found := []json.RawMessage{}
	decoder := yaml.NewYAMLOrJSONDecoder(bytes.NewReader([]byte(text)), 4096)
	for {
		var object runtime.RawExtension
		err := decoder.Decode(&object)
		if errors.Is(err, io.EOF) {
			return found
		}
		if err != nil {
			return nil
		}
		if raw := bytes.TrimSpace(object.Raw); len(raw) > 0 && string(raw) != "null" {
			found = append(found, raw)
		}
	}
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
