// The code of a small player for a URL, to be copied.

export function playerCode(url, sendsQuery) {
  const query = `
    // Every request to the playlist's origin carries the playlist's query.
    xhrSetup(xhr, url) {
      const next = new URL(url), query = master.search.slice(1);
      if (next.origin === master.origin && !next.search.includes(query)) next.search += (next.search ? "&" : "") + query;
      xhr.open("GET", next);
    },
  `;
  return `<video id="video" controls muted autoplay playsinline></video>
<script src="https://cdn.jsdelivr.net/npm/hls.js@1.7.4/dist/hls.light.min.js"></script>
<script>
  const master = new URL(${JSON.stringify(url.href).replaceAll("<", "\\u003c")});
  const hls = new Hls({${sendsQuery ? query : ""}});
  // What is neither fatal nor an answer, hls.js puts right by itself.
  hls.on(Hls.Events.ERROR, (_, e) => (e.fatal || e.response) && console.error(e.details, e.response?.code));
  hls.loadSource(master.href);
  hls.attachMedia(document.getElementById("video"));
</script>
`;
}
