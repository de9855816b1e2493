package sign

import "playtoken/core/words"

// inSentence writes labels as a sentence does: "playback ID and private key".
func inSentence(labels []string) string {
	for i := range labels {
		labels[i] = words.LowerFirst(labels[i])
	}
	return words.List(labels)
}
