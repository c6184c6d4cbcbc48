// Images: of training, of the worst mistakes, of the first layer's weights.

function drawImages(data) {
  sheet("training-images", "Training images as the network sees them", data.trainingImages);
  sheet("wrong-images", "Most confidently wrong", data.wrongImages);
  sheet("weight-images", "Weights of the first layer", data.weightImages);
}

function sheet(id, title, images) {
  if (!images || !images.images.length) return fill(id, title);
  const zoomed = Math.max(1, Math.floor(80 / Math.max(images.width, images.height))), width = images.width * zoomed;
  fill(id, title, make("div", { class: "card" }, make("p", { class: "note" }, images.note),
    make("ul", { class: "images" + (zoomed > 1 ? " pixels" : ""), style: { "--width": Math.max(width, 72) + "px" } }, images.images.map(image => make("li", null,
      make("img", { src: "data:image/png;base64," + image.png, width, height: images.height * zoomed, decoding: "async", alt: [image.caption, image.detail, image.source].filter(Boolean).join(", "), title: image.source }),
      make("span", { class: "caption" }, image.caption), image.detail ? make("span", { class: "detail" }, image.detail) : null)))));
}
