// Pictures: of training, of the worst mistakes, of the first layer's weights.

function drawPictures(data) {
  sheet("training-pictures", "Training pictures as the network sees them", data.trainingPictures);
  sheet("wrong-pictures", "Most confidently wrong", data.wrongPictures);
  sheet("weight-pictures", "Weights of the first layer", data.weightPictures);
}

function sheet(id, title, pictures) {
  if (!pictures || !pictures.pictures.length) return fill(id, title);
  const zoomed = Math.max(1, Math.floor(80 / Math.max(pictures.width, pictures.height))), width = pictures.width * zoomed;
  fill(id, title, make("div", { class: "card" }, make("p", { class: "note" }, pictures.note),
    make("ul", { class: "pictures" + (zoomed > 1 ? " pixels" : ""), style: { "--width": Math.max(width, 72) + "px" } }, pictures.pictures.map(picture => make("li", null,
      make("img", { src: "data:image/png;base64," + picture.png, width, height: pictures.height * zoomed, decoding: "async", alt: [picture.caption, picture.detail, picture.source].filter(Boolean).join(", "), title: picture.source }),
      make("span", { class: "caption" }, picture.caption), picture.detail ? make("span", { class: "detail" }, picture.detail) : null)))));
}
